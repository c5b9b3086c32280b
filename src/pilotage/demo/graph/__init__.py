"""The demo as saved answers of Microsoft Graph v1.0."""
