import Files

/// What a rerun promises before it begins.
public struct Guarantee: Equatable, Sendable, CustomStringConvertible {
  /// What the arithmetic depends on and is not as recorded; where it is empty, the promise is the
  /// same bytes.
  public let changes: [FieldChange]
  /// What the spec allows.
  public let tolerances: Tolerances

  /// A guarantee from its parts.
  public init(changes: [FieldChange], tolerances: Tolerances) {
    self.changes = changes
    self.tolerances = tolerances
  }

  /// Whether the rerun must give the same bytes.
  public var isBitwise: Bool { changes.isEmpty }

  /// One line for people.
  public var description: String {
    if isBitwise { return "guarantee: bitwise (build, instruction set and threads as recorded)" }
    return "guarantee: tolerance (" + changes.map { "\($0)" }.joined(separator: ", ") + ")"
  }

  /// The guarantee as JSON.
  public var json: JSONValue {
    [
      "kind": .string(isBitwise ? "bitwise" : "tolerance"),
      "changes": .array(changes.map(\.json)),
      "tolerances": [
        "metricsRelative": .exactly(tolerances.metricsRelative),
        "scoresAbsolute": .exactly(tolerances.scoresAbsolute),
      ],
    ]
  }
}

/// What the bits of a run depend on beside its spec.
public struct RunEnvironment: Equatable, Sendable {
  /// The SHA-256 of the program's file, where it is known.
  public var program: String?
  /// The computer.
  public var machine: MachineRecord
  /// The libraries underneath.
  public var libraries: [LibraryRecord]

  /// An environment from its parts.
  public init(program: String?, machine: MachineRecord, libraries: [LibraryRecord]) {
    self.program = program
    self.machine = machine
    self.libraries = libraries
  }

  /// The environment of a run.
  public static func of(_ record: RunRecord) -> RunEnvironment {
    RunEnvironment(program: record.program, machine: record.machine, libraries: record.libraries)
  }

  /// What results depend on and differs from this environment in `other`; what a record says
  /// nothing of counts as different.
  public func changes(to other: RunEnvironment) -> [FieldChange] {
    var changes: [FieldChange] = []
    func compare(_ field: String, _ before: String?, _ after: String?) {
      if before != after || before == nil {
        changes.append(
          FieldChange(
            field, .string(before ?? "not recorded"), .string(after ?? "not known")))
      }
    }
    compare(
      "build", program.map { String($0.prefix(12)) }, other.program.map { String($0.prefix(12)) })
    compare("instruction set", machine.instructions, other.machine.instructions)
    compare("threads", "\(machine.threads)", "\(other.machine.threads)")
    compare("libraries", names(libraries), names(other.libraries))
    return changes
  }

  private func names(_ libraries: [LibraryRecord]) -> String {
    libraries.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
  }
}

extension MachineRecord {
  /// The instruction set with its extensions, where they are known.
  var instructions: String? { extensions.map { "\(architecture) \($0)" } }
}
