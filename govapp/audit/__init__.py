"""Who changed what at the desk."""
