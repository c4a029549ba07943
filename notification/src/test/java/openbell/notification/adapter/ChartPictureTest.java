package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import openbell.notification.render.EquityCsv;
import openbell.notification.render.Letters;
import org.junit.jupiter.api.Test;

class ChartPictureTest {

  @Test
  void drawsTheSamePictureForTheSameCurve() throws IOException {
    // Given
    var curve = EquityCsv.tail(Letters.equityCsv(7, 700, true), 250).orElseThrow();
    // When
    byte[] first = Java2dChart.png(curve);
    byte[] second = Java2dChart.png(curve);
    // Then
    assertThat(second).isEqualTo(first);
    assertThat(first.length).isBetween(4_000, 60_000);
    var image = ImageIO.read(new ByteArrayInputStream(first));
    assertThat(image.getWidth()).isEqualTo(801);
    Files.write(Path.of("target/chart.png"), first);
  }
}
