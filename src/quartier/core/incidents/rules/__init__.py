"""What an incident is, how a file becomes incidents, and why a row is refused. Pure: values in, values out."""
