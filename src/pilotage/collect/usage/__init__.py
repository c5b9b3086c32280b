"""Microsoft 365 usage reports -> rows, whichever generation of headers they carry."""
