package dev.tutti.edge.cli;

import io.quarkus.runtime.QuarkusApplication;

/** The started program, in which a command runs. */
final class Program implements QuarkusApplication {
    private final Rooms rooms;

    Program(Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public int run(String... args) throws Exception {
        TuttiCommand command = Commands.plain(args)
                .orElseGet(() -> Commands.parse(Commands.tutti(args), args).getCommand());
        return command.run(rooms);
    }
}
