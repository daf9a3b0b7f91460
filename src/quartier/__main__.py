from quartier.surface.cli.command import main

main()
