"""What is decided about an appeal without a database: categories, routes, clocks, conflicts, likeness, checks."""
