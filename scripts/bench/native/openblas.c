/*
 * The physical limit: the served networks in C over OpenBLAS, one thread, no service around them.
 *
 *   openblas FILE DIGITS...
 *
 * FILE is what native-file.ts writes: little-endian int32 sizes, then float32 values, in the order in which
 * they are read below. For each number of digits a line: digits, ms a call (median), and the sum of the
 * first digit's logits, which native.ts compares with those of the plain loops.
 */
#include <cblas.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct { int inputs, outputs; float *kernel, *bias; } Layer;
typedef struct { int count; Layer *layers; int *order; } Network;

static FILE *file;
static int labels, latent, kept;
static float contrast, *mean, *deviation, *noise;

static void read_all(void *target, size_t bytes) {
  if (fread(target, 1, bytes, file) != bytes) { fprintf(stderr, "file too short\n"); exit(1); }
}
static int read_int(void) { int value; read_all(&value, 4); return value; }
static float *read_floats(int count) {
  float *values = aligned_alloc(64, ((size_t)count * 4 + 63) / 64 * 64);
  read_all(values, (size_t)count * 4);
  return values;
}
static Network read_network(void) {
  Network network = { .count = read_int() };
  network.layers = malloc(network.count * sizeof(Layer));
  for (int index = 0; index < network.count; index++) {
    Layer *layer = &network.layers[index];
    layer->inputs = read_int();
    layer->outputs = read_int();
    layer->kernel = read_floats(layer->inputs * layer->outputs);
    layer->bias = read_floats(layer->outputs);
  }
  return network;
}

/* x and out hold batch rows; the two take turns. Returns where the result is. */
static float *mlp(const Network *network, float *x, float *out, int batch) {
  for (int index = 0; index < network->count; index++) {
    const Layer *layer = &network->layers[index];
    int n = layer->outputs, k = layer->inputs, last = index == network->count - 1;
    for (int row = 0; row < batch; row++) memcpy(out + (size_t)row * n, layer->bias, n * 4);
    if (batch == 1)
      cblas_sgemv(CblasRowMajor, CblasTrans, k, n, 1, layer->kernel, n, x, 1, 1, out, 1);
    else
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, batch, n, k, 1, x, k, layer->kernel,
                  n, 1, out, n);
    if (!last) {
      size_t size = (size_t)batch * n;
      if (n == k) for (size_t i = 0; i < size; i++) out[i] = out[i] / (1 + expf(-out[i])) + x[i];
      else for (size_t i = 0; i < size; i++) out[i] = out[i] / (1 + expf(-out[i]));
    }
    float *other = x; x = out; out = other;
  }
  return x;
}

static float *with_label(float *target, const float *units, int stride, int count, int batch) {
  for (int row = 0; row < batch; row++) {
    float *to = target + (size_t)row * (count + labels);
    memcpy(to, units + (size_t)row * stride, count * 4);
    memset(to + count, 0, labels * 4);
    to[count + row % labels] = 1;
  }
  return target;
}

static float *draw(const Network *couplings, int coupling_count, const Network *generation,
                   float *h, float *next, float *a, float *b, int batch) {
  int moved = latent - kept;
  for (int row = 0; row < batch; row++)
    for (int unit = 0; unit < latent; unit++) {
      int at = row % labels * latent + unit;
      h[row * latent + unit] = mean[at] + deviation[at] * noise[row * latent + unit];
    }
  for (int index = 0; index < coupling_count; index++) {
    const Network *coupling = &couplings[index];
    const float *raw = mlp(coupling, with_label(a, h, latent, kept, batch), b, batch);
    for (int row = 0; row < batch; row++) {
      const float *from = h + row * latent, *own = raw + row * 2 * moved;
      float *to = next + row * latent;
      for (int unit = 0; unit < kept; unit++) to[coupling->order[unit]] = from[unit];
      for (int unit = 0; unit < moved; unit++)
        to[coupling->order[kept + unit]] =
            (from[kept + unit] - own[moved + unit]) * expf(-2 * tanhf(own[unit] / 2));
    }
    float *other = h; h = next; next = other;
  }
  float *logits = mlp(generation, with_label(a, h, latent, latent, batch), b, batch);
  size_t size = (size_t)batch * generation->layers[generation->count - 1].outputs;
  for (size_t i = 0; i < size; i++) logits[i] *= contrast;
  return logits;
}

static double cpu_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}
static int by_size(const void *a, const void *b) {
  return (*(double *)a > *(double *)b) - (*(double *)a < *(double *)b);
}

enum { CALLS = 21, LARGEST_WIDTH = 4096 };

int main(int count, char **arguments) {
  if (count < 3 || !(file = fopen(arguments[1], "rb"))) {
    fprintf(stderr, "usage: openblas FILE DIGITS...\n");
    return 1;
  }
  labels = read_int(); latent = read_int(); kept = read_int();
  int rows = read_int(), coupling_count = read_int();
  contrast = *read_floats(1);
  mean = read_floats(labels * latent);
  deviation = read_floats(labels * latent);
  noise = read_floats(rows * latent);
  Network *couplings = malloc(coupling_count * sizeof(Network));
  for (int index = 0; index < coupling_count; index++) {
    couplings[index] = read_network();
    couplings[index].order = malloc(latent * sizeof(int));
    read_all(couplings[index].order, latent * sizeof(int));
  }
  Network generation = read_network();
  int pixels = generation.layers[generation.count - 1].outputs;
  for (int argument = 2; argument < count; argument++) {
    int batch = atoi(arguments[argument]);
    if (batch < 1 || batch > rows) { fprintf(stderr, "1 to %d digits\n", rows); return 1; }
    size_t size = (size_t)batch * LARGEST_WIDTH * 4;
    float *h = aligned_alloc(64, size), *next = aligned_alloc(64, size);
    float *a = aligned_alloc(64, size), *b = aligned_alloc(64, size), *logits = a;
    double times[CALLS], sum = 0;
    int repeats = batch < 10 ? 20 : 1;
    for (int call = -2; call < CALLS; call++) {
      double began = cpu_ms();
      for (int repeat = 0; repeat < repeats; repeat++)
        logits = draw(couplings, coupling_count, &generation, h, next, a, b, batch);
      if (call >= 0) times[call] = (cpu_ms() - began) / repeats;
    }
    qsort(times, CALLS, sizeof(double), by_size);
    for (int pixel = 0; pixel < pixels; pixel++) sum += logits[pixel];
    printf("%d %.6f %.4f\n", batch, times[CALLS / 2], sum);
    free(h); free(next); free(a); free(b);
  }
  return 0;
}
