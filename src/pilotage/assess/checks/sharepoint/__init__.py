"""With whom SharePoint and OneDrive share, and by which links."""
