import Console
import Isolation

extension Live {
  /// All lines of the screen, from the top.
  func drawing() -> [[UInt8]] {
    if case .help(let first) = mode {
      return helpLines(columns: size.columns).dropFirst(first).prefix(size.rows).map(\.self)
    }
    let layout = Layout(options.shownFields, first: firstColumn, columns: size.columns)
    var all = hasHead ? [head()] : []
    all.append(headings(layout))
    let shown = Array(visible.enumerated())
    for row in 0..<room {
      all.append(row < shown.count ? group(shown[row].element, top + row == cursor.index, layout) : [])
    }
    if hasDetail { all.append(detail()) }
    all.append(foot())
    return all
  }

  private func head() -> [UInt8] {
    var line = ScreenLine(columns: size.columns, for: .output)
    line.append(Printable(CString(subject.tree.path)).shortened(to: max(10, size.columns / 4)), .bold)
    let order = arrangement.order.name + (arrangement.isReversed ? " ↑" : " ↓")
    let count = subject.tree.count == lines.count ? "\(lines.count)" : "\(lines.count)/\(subject.tree.count)"
    let versions = subject.hierarchies.versions
    line.append(
      Text(
        en: "  \(versions)  groups \(count)  by \(order)",
        zh: "  \(versions)  组 \(count)  按 \(order)"
      ).in(language))
    if let pid = options.followed {
      line.append(Text(en: "  follows \(pid)", zh: "  跟随 \(pid)").in(language), .yellow)
    }
    if arrangement.filter != nil {
      line.append("  " + Text(en: "filter ", zh: "过滤 ").in(language), .yellow)
      line.append(Printable(CString(filterText)), .yellow)
    }
    let seconds = (Double(options.delay) / 1000).fixed(2)
    line.append(Text(en: "  every \(seconds) s", zh: "  每 \(seconds) 秒").in(language))
    return line.finished()
  }

  private func headings(_ layout: Layout) -> [UInt8] {
    var line = ScreenLine(columns: size.columns, for: .output, base: .bold)
    func append(_ field: Field) {
      // Not by its colour alone.
      let isOrder = field == arrangement.order
      line.append(isOrder ? "*" : " ")
      if isOrder { line.append(field.name, .cyan) } else { line.append(field.name) }
    }
    append(.group)
    for place in layout.places {
      line.pad(to: place.start + place.width - place.field.name.utf8.count)
      append(place.field)
    }
    return line.finished(fill: true)
  }

  private func group(_ shown: Line, _ isSelected: Bool, _ layout: Layout) -> [UInt8] {
    var line = ScreenLine(columns: size.columns, for: .output, base: isSelected ? .reverse : nil)
    line.append(isSelected ? ">" : " ")
    let room = max(0, layout.nameWidth - 1)
    if arrangement.isTree {
      let indent = min(shown.depth * 2, room / 2)
      let sign = shown.isFolded ? "+" : " "
      line.append(
        String(repeating: " ", count: max(0, indent - 1)) + (indent > 0 || shown.isFolded ? sign : ""))
      name(shown.node.parent == nil ? shown.path : shown.node.name, room - (line.width - 1), shown, &line)
    } else {
      name(shown.path, room, shown, &line)
    }
    line.place(at: layout.nameWidth)
    for place in layout.places { cell(place, shown, &line) }
    return line.finished(fill: isSelected)
  }

  private func name(_ name: CString, _ room: Int, _ shown: Line, _ line: inout ScreenLine) {
    let text = Printable(name).shortened(to: max(0, room))
    if shown.isContext { line.append(text, .dim) } else { line.append(text) }
  }

  private func cell(_ place: Layout.Place, _ shown: Line, _ line: inout ScreenLine) {
    let value = measure.value(of: place.field, shown.node)
    let isFlashing = flashes.contains(place.field, of: shown)
    line.append(" ")
    let text = value.human + (isFlashing ? "!" : "")
    if isFlashing {
      line.append(text, right: place.width, .bold, .red)
    } else {
      line.append(text, right: place.width)
    }
    guard place.bar > 0 else { return }
    line.append(" ")
    guard let bar = bar(place.field, value, shown.node) else {
      line.pad(to: line.width + place.bar)
      return
    }
    let full = bar.mark.map { bar.share / $0 } ?? bar.share
    line.append(bar.text(width: place.bar), full > 0.95 ? .red : full > 0.8 ? .yellow : .green)
  }

  /// With a bound, that stands at four fifths; without, the whole is what the host has.
  private func bar(_ field: Field, _ value: Value, _ node: GroupNode) -> Bar? {
    guard let amount = value.number else { return nil }
    let bound: Double? =
      switch field {
      case .cpu: node.reading.cpuLimits?.thousandths.map { Double($0) / 10 }
      default: bound(node.reading.memoryLimits)
      }
    if let bound, bound > 0 { return Bar(share: amount / bound * 0.8, mark: 0.8) }
    let whole = field == .cpu ? measure.processors.map { Double($0) * 100 } : hostMemory
    return whole.map { Bar(share: amount / $0) }
  }

  private func bound(_ limits: MemoryLimits?) -> Double? {
    let all = [limits?.max, limits?.high].compactMap { $0?.number }
    // A bound beyond what the host has bounds nothing.
    return all.min().flatMap { Double($0) < hostMemory ?? .infinity ? Double($0) : nil }
  }
}
