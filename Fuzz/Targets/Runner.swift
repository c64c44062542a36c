import Glibc

// The program is libFuzzer's; the environment says what it does:
//
//     XUEJI_FUZZ=list             prints the names of the targets
//     XUEJI_FUZZ=seeds:FOLDER     writes the seeds of every target to FOLDER/TARGET/
//     XUEJI_FUZZ=TARGET           fuzzes, or replays the files that the arguments name

/// The target of this process.
private let chosen: FuzzTarget = {
    let name = unsafe getenv("XUEJI_FUZZ").map { unsafe String(cString: $0) } ?? ""  // a terminated text of the environment
    if name == "list" {
        print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
        exit(0)
    }
    if name.hasPrefix("seeds:") {
        writeSeeds(to: String(name.dropFirst(6)))
        exit(0)
    }
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
        print("XUEJI_FUZZ is no target; scripts/fuzz list names them")
        exit(64)
    }
    return target
}()

/// Called by libFuzzer once, before anything else.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?) -> CInt {
    _ = chosen
    return 0
}

/// Called by libFuzzer for every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // libFuzzer gives `count` bytes; without any the pointer may be nil.
    let input = unsafe Array(UnsafeBufferPointer(start: data, count: count))
    chosen.run(input)
    return 0
}

private func writeSeeds(to folder: String) {
    makeFolder(folder)
    for target in FuzzTarget.all {
        makeFolder("\(folder)/\(target.name)")
        for (number, seed) in target.seeds().enumerated() { write(seed, to: "\(folder)/\(target.name)/seed-\(number)") }
    }
}

private func makeFolder(_ path: String) { _ = unsafe mkdir(path, 0o700) }  // the path is copied by the kernel

/// Writes a file or ends the program.
func write(_ bytes: [UInt8], to path: String) {
    guard let file = unsafe fopen(path, "wb") else { fatalError("cannot write \(path)") }
    // The array lives over the call and is as long as it says.
    let count = unsafe fwrite(bytes, 1, bytes.count, file)
    guard unsafe fclose(file) == 0, count == bytes.count else { fatalError("cannot write \(path)") }
}
