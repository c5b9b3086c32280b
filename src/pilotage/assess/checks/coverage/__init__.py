"""Who is covered by the policies together, and whom they lock out."""
