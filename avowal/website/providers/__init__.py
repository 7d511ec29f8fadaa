"""Doctors, clinics and others who care for members: the directory, its import, and the search for visitors."""
