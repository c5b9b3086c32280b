"""Ready for what, what blocks, and on which proof."""
