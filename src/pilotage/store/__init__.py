"""Memory: the home folder, snapshots as Parquet, and the engagement file."""
