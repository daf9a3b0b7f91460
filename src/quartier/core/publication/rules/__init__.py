"""What may become public, and how exactly: policies, the release of counts, snap points, the wartime rule."""
