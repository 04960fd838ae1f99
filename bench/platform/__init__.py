"""How fast the platform is: each part has its module (`python -m bench platform.importing`)."""
