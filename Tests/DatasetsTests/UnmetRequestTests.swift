import Datasets
import Testing

@Suite struct UnmetRequestTests {
  @Test(arguments: [
    "a red circle", "A small star on black", "two hearts and two rings against a gray background",
    "a blue dot to the left of a white background", "not a circle", "three triangles that are pink",
    "on white two circles", "against black a star",
  ])
  func whatScenesShowIsFine(_ prompt: String) {
    #expect(ShapesWorld.unmetRequests(of: prompt) == [])
  }

  @Test(arguments: [
    ("a cat", "names no shape; shapes are circle, square, "),
    ("five circles", "asks for 5 objects; scenes have at most four"),
    ("two red circles and three stars", "asks for 5 objects; scenes have at most four"),
    (
      "9223372036854775807 circles and a star", "asks for 1000001 objects; scenes have at most four"
    ),
    ("a black square", "asks for an object that is black; objects are red, orange, "),
    ("a circle on a red background", "asks for a background that is red; backgrounds are white, "),
  ])
  func whatNoneShowsIsTold(_ prompt: String, _ beginning: String) {
    let found = ShapesWorld.unmetRequests(of: prompt)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(beginning) == true, "\(found)")
  }
}
