"""avowal: the website platform on which the privacy policy runs."""
