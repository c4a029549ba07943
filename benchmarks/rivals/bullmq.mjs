// BullMQ: adds jobs of 500 bytes, then times a worker that does nothing with them.
// Arguments: port of Redis, jobs, concurrency. Prints the seconds from the first claim to the last completion.
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

const [port, jobs, concurrency] = process.argv.slice(2).map(Number);
const connection = () => new Redis(port, '127.0.0.1', { maxRetriesPerRequest: null });
const name = `rival-${concurrency}-${Date.now()}`;
const body = { text: 'x'.repeat(488) }; // 500 bytes as JSON

async function load(queue, count) {
  for (let from = 0; from < count; from += 1000) {
    const size = Math.min(1000, count - from);
    await queue.addBulk(Array.from({ length: size }, () => ({ name: 'job', data: body, opts: { removeOnComplete: true } })));
  }
}

function work(count) {
  return new Promise((resolve, reject) => {
    let done = 0;
    const began = process.hrtime.bigint();
    const worker = new Worker(name, async () => 1, { connection: connection(), concurrency, lockDuration: 60000 });
    worker.on('error', reject);
    worker.on('completed', () => {
      if (++done === count) {
        const seconds = Number(process.hrtime.bigint() - began) / 1e9;
        worker.close().then(() => resolve(seconds));
      }
    });
  });
}

const queue = new Queue(name, { connection: connection() });
await load(queue, 2000);
await work(2000); // the compiler of the language has its turn first, as ours has
await load(queue, jobs);
const seconds = await work(jobs);
console.log(JSON.stringify({ jobs, seconds }));
await queue.obliterate({ force: true });
process.exit(0);
