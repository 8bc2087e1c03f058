/* The codes alone, by libqrencode: `floor COUNT`. Build: cc -O2 floor.c -lqrencode */
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

int main(int argc, char **argv) {
  int count = argc > 1 ? atoi(argv[1]) : 0;
  const char *base = argc > 2 ? argv[2] : "";
  long dark = 0;
  for (int i = 0; i < count; i++) {
    char text[256];
    snprintf(text, sizeof text, "%sSN-2025-%08d", base, i);
    QRcode *code = QRcode_encodeData((int)strlen(text), (const unsigned char *)text, 0, QR_ECLEVEL_M);
    if (!code) return 1;
    dark += code->data[0] & 1;
    QRcode_free(code);
  }
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  double cpu = used.ru_utime.tv_sec + used.ru_stime.tv_sec +
               (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
  printf("{\"cpu\":%f,\"wall\":%f,\"rss\":%f,\"bytes\":0}\n", cpu, cpu, used.ru_maxrss / 1024.0);
  return dark < 0;
}
