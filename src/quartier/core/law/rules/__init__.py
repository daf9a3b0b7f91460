"""Reading packs and calendars: text in, the types of `science.clocks` out. Pure, as every rules package is."""
