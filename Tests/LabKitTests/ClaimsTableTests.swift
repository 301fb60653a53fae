import Foundation
import TestSupport
import XCTest

@testable import LabKit

/// docs/claims.md holds what the labs say of themselves, and the other way round.
final class ClaimsTableTests: XCTestCase {
  private func table() throws -> [String: Set<Int>] {
    let text = try String(contentsOfFile: packageRoot + "/docs/claims.md", encoding: .utf8)
    var table: [String: Set<Int>] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      XCTAssertEqual(cells.count, 4, "\(line)")
      let id = cells[0].filter { $0 != "`" }
      XCTAssertNil(table[id], "\(id) stands twice")
      table[id] = Set(cells[3].split(separator: ",").compactMap { Int($0.filter(\.isNumber)) })
    }
    return table
  }

  private func labs() throws -> [Lab] {
    let folder = packageRoot + "/Labs"
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/lab.yaml") }
      .map { try Lab(folder: "\(folder)/\($0)") }
  }

  func testEveryStatementHasItsLab() throws {
    let table = try table(), labs = try labs()
    let known = try XCTUnwrap(Claims(of: packageRoot + "/Labs")).known
    XCTAssertEqual(Set(table.keys), known)
    for (id, numbers) in table {
      XCTAssertFalse(numbers.isEmpty, "\(id) has no lab")
      // A lab that is there must say so itself.
      for lab in labs where numbers.contains(lab.number) {
        XCTAssertTrue(lab.claims.contains(id), "\(lab.id) does not claim \(id)")
      }
    }
  }

  func testEveryLabIsInTheTable() throws {
    let table = try table()
    for lab in try labs() {
      for id in lab.claims {
        XCTAssertTrue(
          table[id]?.contains(lab.number) ?? false, "\(id) of \(lab.id): no row with L\(lab.number)")
      }
    }
  }

  /// The first half of the text: L0 to L6, L8 to L13, L19.
  func testTheLabsOfTheFirstHalfAreThere() throws {
    let numbers = Set(try labs().map(\.number))
    XCTAssertTrue(
      numbers.isSuperset(of: [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 19]), "\(numbers.sorted())")
  }
}
