import Files
import Foundation
import TestSupport
import Testing

/// The report's page as a browser shows it.
@Suite(.enabled(if: Chromium.path != nil, "chromium is not on the PATH: apt-get install chromium"))
struct ReportPageTests {
  @Test func thePageWorksInABrowser() throws {
    let (results, console) = try results(of: Self.exercise, on: Self.comparison, width: 1200)
    #expect(console.isEmpty, "\(console)")
    #expect(results["errors"] == 0)
    // Twelve prompts of two tags, two seeds, two sides.
    #expect(results["pictures"] == 48)
    #expect(results["broken"] == 0)
    #expect(results["hidden"] == [0, 6, 0])
    #expect(results["shown"] == ["counting"])
    #expect(
      results["told"]
        == ["12 of 12 prompts", "6 of 12 prompts", "12 of 12 prompts", "11 of 12 prompts"])
    #expect(results["short"] == 11)
    #expect(results["named"] == [true])
    #expect(results["before"] == false)
    #expect(results["opened"] == true)
    #expect(results["width"] == 64)
    let facts = try #require(results["facts"]?.string)
    #expect(facts.contains("limn generate --model square.safetensors --seed 1001 'a red star 1'"))
    #expect(facts.contains("wrong: "))
    #expect(results["closed"] == true)
  }

  @Test(arguments: [comparison, evaluation, training, judge])
  func aPhoneDoesNotScrollSideways(_ page: Page) throws {
    let (results, console) = try results(of: Self.measure, on: page, width: 390)
    #expect(console.isEmpty, "\(console)")
    let width = try #require(results["window"]?.int)
    #expect(width <= 640)
    #expect(results["page"] == .integer(width))
    #expect(results["wide"] == [])
  }

  @Test func oneSheetAtATimeIsSeen() throws {
    let (results, console) = try results(of: Self.slide, on: Self.training, width: 1200)
    #expect(console.isEmpty, "\(console)")
    #expect(results["errors"] == 0)
    #expect(results["offered"] == true)
    #expect(results["seen"] == [["after 5 steps"], ["after 3 steps"]])
    #expect(results["spoken"] == "after 3 steps")
    #expect(results["broken"] == 0)
  }

  /// A page that is made in a folder, with its name there.
  struct Page: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable (_ folder: String) throws -> String
  }

  private static let comparison = Page(testDescription: "a comparison's") { folder in
    try writeSets(to: folder)
    let compared = try limn(
      "compare", "squares.jsonl", "stars.jsonl", "--model", "square.safetensors", "--seed", "0-1",
      "--html", "report.html", in: folder)
    #expect(compared.status == 0, "\(compared.errors)")
    return "report.html"
  }

  private static let evaluation = Page(testDescription: "an evaluation's") { folder in
    try writeSets(to: folder)
    let scored = try limn(
      "evaluate", "--prompts", "stars.jsonl", "--model", "square.safetensors", "--html",
      "page.html", in: folder)
    #expect(scored.status == 0, "\(scored.errors)")
    return "page.html"
  }

  private static let training = Page(testDescription: "a training's") { folder in
    _ = try TinyRun.outcome.get()
    let page = try readFile("\(TinyRun.folder)/runs/00000-tiny/report.html")
    try writeFile(page, to: "\(folder)/run.html")
    return "run.html"
  }

  private static let judge = Page(testDescription: "a judge's") { folder in
    _ = try TinyJudge.outcome.get()
    let page = try readFile("\(TinyJudge.folder)/runs/00000-tiny-judge/report.html")
    try writeFile(page, to: "\(folder)/judge.html")
    return "judge.html"
  }

  private static func writeSets(to folder: String) throws {
    try writeFile(squareModel(), to: "\(folder)/square.safetensors")
    for shape in ["square", "star"] {
      let lines = promptLines(shape: shape) { $0 % 2 == 0 ? "colors" : "counting" }
      try writeFile(lines, to: "\(folder)/\(shape)s.jsonl")
    }
  }

  /// Loads the pictures, filters by tag, opens one picture and closes it.
  private static let exercise = """
    const pictures = [...document.querySelectorAll("article img")];
    for (const picture of pictures) picture.loading = "eager";
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
    const cards = [...document.querySelectorAll("article")];
    const hidden = () => cards.filter((card) => card.offsetParent === null).length;
    const choose = (value) => {
      tag.value = value;
      tag.dispatchEvent(new Event("change"));
      return hidden();
    };
    const told = [count.textContent];
    const counts = [hidden(), choose("counting")];
    told.push(count.textContent);
    const shown = cards.filter((card) => card.offsetParent).map((card) => card.dataset.tag);
    counts.push(choose(""));
    told.push(count.textContent);
    delete cards[0].dataset.short;
    which.value = "fell short";
    which.dispatchEvent(new Event("change"));
    const short = cards.filter((card) => card.offsetParent).length;
    told.push(count.textContent);
    which.value = "";
    which.dispatchEvent(new Event("change"));
    const named = [...document.querySelectorAll(".seeds button")].map((button) =>
      /^[AB], .*a red .*, seed [0-9]+, /.test(button.getAttribute("aria-label")));
    const card = cards.find((card) => card.querySelector("h3").textContent === "p1");
    const before = view.open;
    [...card.querySelectorAll("button")].at(-1).querySelector("img").click();
    const picture = view.querySelector("img");
    await picture.decode();
    const opened = view.open, facts = view.querySelector("dl").textContent;
    view.querySelector("button").click();
    return { told, short, named: [...new Set(named)],
      pictures: pictures.length, hidden: counts, shown: [...new Set(shown)], before, opened,
      broken: pictures.filter((picture) => picture.naturalWidth === 0).length,
      width: picture.naturalWidth, facts, closed: !view.open };
    """

  /// The widths of the window and of the page, and what is wider than the window.
  private static let measure = """
    const width = document.documentElement.clientWidth;
    // Sheets and plots scroll by themselves.
    const elements = [...document.querySelectorAll("main *:not(svg *, .drawn *, .stage .scroll *)")]
      .filter((element) => !element.matches(".drawn, .stage .scroll"));
    const wide = elements.filter((element) =>
      element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
        || element.getBoundingClientRect().right > width + 1);
    return { window: width, page: document.documentElement.scrollWidth,
      wide: wide.map((element) => element.tagName + "." + element.className) };
    """

  /// Goes from the last sheet of samples to the first.
  private static let slide = """
    const slider = document.getElementById("stage");
    const seen = () => [...document.querySelectorAll(".stage")]
      .filter((sheet) => sheet.offsetParent)
      .map((sheet) => sheet.querySelector("figcaption").textContent);
    const offered = slider.offsetParent !== null;
    const steps = [seen()];
    slider.value = 0;
    slider.dispatchEvent(new Event("input"));
    steps.push(seen());
    const pictures = [...document.querySelectorAll(".stage img")];
    return { offered, seen: steps, spoken: slider.ariaValueText,
      broken: pictures.filter((picture) => picture.naturalWidth === 0).length };
    """

  /// Makes `page`, and runs `script` in a browser that shows it.
  ///
  /// - Returns: What the script gave, with the number of "errors", and what the browser said on its
  ///   console.
  private func results(
    of script: String, on page: Page, width: Int
  ) throws -> (results: JSONValue, console: [Substring]) {
    try withTemporaryFolder { folder in
      let name = try page.make(folder)
      let page = String(decoding: try readFile("\(folder)/\(name)"), as: UTF8.self)
      let watched = page.replacing("<head>", with: "<head>\(Self.watch)", maxReplacements: 1)
        .replacing("</body>", with: Self.report(script) + "</body>", maxReplacements: 1)
      try writeFile(Array(watched.utf8), to: "\(folder)/watched.html")
      return try Chromium.dump("watched.html", width: width, in: folder)
    }
  }

  private static let watch =
    "<script>let errors = 0; addEventListener('error', () => errors++);</script>"

  private static func report(_ script: String) -> String {
    """
    <script>
    addEventListener("load", async () => {
      const found = await (async () => { \(script) })().catch((error) => ({ failure: "" + error }));
      const text = JSON.stringify({ errors, ...found });
      document.body.append(Object.assign(document.createElement("pre"), { id: "results",
        textContent: btoa(String.fromCodePoint(...new TextEncoder().encode(text))) }));
    });
    </script>
    """
  }
}

/// A browser without a window.
enum Chromium {
  /// The program, where it is on the PATH.
  static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "")
    .split(separator: ":").map { "\($0)/chromium" }
    .first(where: FileManager.default.isExecutableFile)

  /// Shows the page `name` in `folder`.
  ///
  /// - Returns: The JSON that the page left, in Base64, in its element "results", and what it said
  ///   on the console.
  static func dump(
    _ name: String, width: Int, in folder: String
  ) throws -> (results: JSONValue, console: [Substring]) {
    func shown() throws -> Outcome {
      try run(
        program: try #require(path),
        [
          "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
          "--enable-logging=stderr", "--user-data-dir=\(folder)/profile",
          "--window-size=\(width),844", "--virtual-time-budget=20000", "--dump-dom",
          "file://\(folder)/\(name)",
        ], input: "", in: folder)
    }
    let mark = #"<pre id="results">"#
    var outcome = try shown()
    // On a busy machine the browser's time can be over before the pictures are decoded.
    for _ in 0..<2 where !outcome.output.contains(mark) { outcome = try shown() }
    let start = try #require(outcome.output.range(of: mark), "\(outcome.errors)")
    let text = outcome.output[start.upperBound...].prefix { $0 != "<" }
    let bytes = try #require(Data(base64Encoded: String(text)))
    return (
      try JSONValue.parse(Array(bytes), path: "the page's results"),
      outcome.errors.split(separator: "\n").filter { $0.contains(":CONSOLE") }
    )
  }
}
