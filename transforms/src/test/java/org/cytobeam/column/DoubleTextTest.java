package org.cytobeam.column;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0",
        "-0.0",
        "NaN",
        "Infinity",
        "-Infinity",
        "0.1",
        "0.3",
        "-1.0",
        "100.0",
        "123.456",
        "0.001",
        "9.99E-4",
        "9999999.0",
        "1.0E7",
        "1.2345678E7",
        "0.30000000000000004",
        "2.0E23",
        "0.002",
        "1.0E300",
        "8.41E21",
        "2.2250738585072014E-308",
        "1.7976931348623157E308",
        "4.9E-324",
        "9.007199254740992E15",
        "5.684341886080802E-14"
      })
  void numbersHaveTheirShortestText(String text) {
    double value = Double.parseDouble(text);
    assertThat(DoubleText.of(value)).isEqualTo(text);
  }

  @Test
  void everyPowerOfTwoComesBack() {
    for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
      double value = Math.scalb(1.0, exponent);
      assertThat(Double.parseDouble(DoubleText.of(value))).isEqualTo(value);
    }
  }

  @Property(tries = 2_000)
  void everyDoubleComesBackInNoMoreDigitsThanTheJdks(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    Assume.that(!Double.isNaN(value));
    String text = DoubleText.of(value);
    assertThat(Double.parseDouble(text)).isEqualTo(value);
    assertThat(text.length()).isLessThanOrEqualTo(Double.toString(value).length());
  }
}
