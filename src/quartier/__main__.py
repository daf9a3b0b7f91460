from quartier.surface.cli import main

main()
