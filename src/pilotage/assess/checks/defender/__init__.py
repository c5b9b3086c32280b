"""Protection of mail and files, loss of data, alerts and the audit log."""
