/// A line of the records: an event, when, in which run, and who acted.
public struct Record: Hashable, Sendable {
  /// Who acted: somebody who learns, a demonstration, or a test.
  public enum Actor: String, Sendable { case learner, demo, test }

  /// Seconds since 1970.
  public let time: Int
  /// A random word, the same in all lines of a run.
  public let run: String
  public let lab: String
  public let by: Actor
  public let event: Event

  public init(time: Int, run: String, lab: String, by: Actor, event: Event) {
    self.time = time
    self.run = run
    self.lab = lab
    self.by = by
    self.event = event
  }

  /// One line of JSON, without its end.
  public var line: String {
    Json.object(
      [
        Json.Field("time", .number(time)), Json.Field("run", .string(run)), Json.Field("lab", .string(lab)),
        Json.Field("by", .string(by.rawValue)),
      ] + event.fields
    ).description
  }

  /// Nil for what is no record, or one of a kind that this version does not know.
  public init?(line: some StringProtocol) {
    guard let json = Json(line), let time = json["time"]?.int, let run = json["run"]?.text,
      let lab = json["lab"]?.text, let by = json["by"]?.text.flatMap({ Actor(rawValue: $0) }),
      let event = Event(json)
    else { return nil }
    self.init(time: time, run: run, lab: lab, by: by, event: event)
  }
}
