import ArgumentParser

@main
struct Xueji: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "xueji")
}
