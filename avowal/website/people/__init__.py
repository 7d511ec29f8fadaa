"""Members and providers: signing in, and the part of the sites that is only for them."""
