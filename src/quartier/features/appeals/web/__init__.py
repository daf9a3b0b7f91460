"""Pages of appeals: for residents, for staff, for programs."""
