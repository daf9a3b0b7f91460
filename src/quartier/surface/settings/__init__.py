"""Settings: `production`, what the tests change in `test`; the demo has its own in `quartier.demo`."""
