package org.cytobeam.testkit.property;

import java.util.List;
import java.util.stream.Collectors;

/** A plate as text; what a failing property prints. */
public record TextPlate(List<TextSource> sources) {
  public TextPlate {
    sources = List.copyOf(sources);
  }

  @Override
  public String toString() {
    return sources.stream().map(TextSource::toString).collect(Collectors.joining());
  }
}
