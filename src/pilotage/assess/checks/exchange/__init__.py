"""Exchange Online: forwarding, sharing, authentication of mail."""
