"""Sign-in and account, by django-allauth: invited people only, whatever way they come."""
