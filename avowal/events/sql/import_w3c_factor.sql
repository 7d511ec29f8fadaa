if(position(duration_text, '.') > 0, 1000., 1.)
