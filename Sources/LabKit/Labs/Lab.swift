public import Isolation

/// A lab, as its author wrote it in lab.yaml; all texts are in its guides.
public struct Lab: Sendable {
  public let folder: String
  public let id: String
  /// Its place in the curriculum.
  public let number: Int
  /// The ids of the claims that it shows.
  public let claims: [String]
  public let minutes: Int
  public let needs: [Need]
  public let scene: SceneFile
  public let draws: [Draw]
  public let steps: [LabStep]
  public let guides: [Language: Guide]

  /// The guide in that language.
  public func guide(in language: Language) -> Guide {
    guides[language] ?? guides[.english] ?? Guide.empty
  }
}

/// What a lab makes before the learner acts.
public struct SceneFile: Hashable, Sendable {
  /// The namespaces that the first shell runs in, apart from the user namespace that it gets
  /// where the learner is not root.
  public let namespaces: NamespaceKinds
  /// The controllers that the scene's control group is to have, and what all in it together may use.
  public let controllers: [String]
  let bounds: [GroupBound]
  /// What is made before the learner acts, in this order.
  public let things: [SceneThing]
  /// The shells have the rights of an ordinary user, and no user namespace around them.
  public let isOrdinary: Bool
}

/// One experiment: a prediction, what to do, what the kernel shows afterwards.
public struct LabStep: Sendable {
  public let id: String
  /// There is nothing to do: what is predicted is the answer, and recorded as that.
  public let isQuestion: Bool
  /// What the host must have; without it the step is left out.
  public let needs: [Need]
  /// What earlier steps have bound and this one cannot do without.
  public let uses: [String]
  public let prediction: Prediction?
  public let commands: [LabCommand]
  public let lets: [LetCheck]
  public let expects: [ExpectCheck]
  public let keeps: [KeepCheck]
  /// The step is closed by what the learner says they saw.
  public let observes: Bool
  public let ask: Ask?
  public let mistakes: [Mistake]

  /// Nothing that a check could see is done here; what the learner saw is all there is.
  public var onlyLooks: Bool { lets.isEmpty && expects.isEmpty }
}

/// A command of the reference solution, typed into a shell of the lab.
public struct LabCommand: Hashable, Sendable {
  /// `outside`, or a name that an earlier command has given.
  public let shell: String
  public let type: String
  /// It starts a shell, which is called so from then on.
  public let opens: String?
  /// Nothing changes, so no check can tell whether it was typed.
  public let looks: Bool
  /// It is meant to fail like this.
  public let fails: ExpectedFailure?
  /// It runs on while the prompt is back: it ends with `&`.
  public let isBackground: Bool
}

/// How a command is meant to fail.
public enum ExpectedFailure: Hashable, Sendable {
  case errno(Errno)
  case status(Int32)
}

extension Lab {
  /// The same lab with another program in its commands: the checks look at the kernel, not at the
  /// tool, so another must do.
  public func replacing(_ tool: String, with other: String) -> Lab {
    with(
      steps: steps.map { step in
        step.with(
          commands: step.commands.map { command in
            let words = command.type.split(separator: " ", omittingEmptySubsequences: false)
            let line = words.map { $0 == tool ? other : String($0) }.joined(separator: " ")
            return command.typing(line)
          })
      })
  }

  func with(steps: [LabStep]) -> Lab {
    Lab(
      folder: folder, id: id, number: number, claims: claims, minutes: minutes, needs: needs, scene: scene,
      draws: draws, steps: steps, guides: guides)
  }
}

extension LabCommand {
  /// The same with another line.
  func typing(_ line: String) -> LabCommand {
    LabCommand(
      shell: shell, type: line, opens: opens, looks: looks, fails: fails, isBackground: isBackground)
  }
}

extension LabStep {
  func with(commands: [LabCommand]) -> LabStep {
    LabStep(
      id: id, isQuestion: isQuestion, needs: needs, uses: uses, prediction: prediction, commands: commands,
      lets: lets,
      expects: expects, keeps: keeps,
      observes: observes, ask: ask, mistakes: mistakes)
  }
}
