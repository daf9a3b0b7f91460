"""The demo town, its simulated clock and its sign-in short cut. Production settings cannot import it."""
