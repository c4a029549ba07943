// pg-boss: sends jobs of 500 bytes, then times fetch and complete.
// Arguments: address of PostgreSQL, jobs, jobs per call, fetchers at once. Prints the seconds.
import { PgBoss } from 'pg-boss';

const [url, ...numbers] = process.argv.slice(2);
const [jobs, batchSize, fetchers] = numbers.map(Number);
const name = `rival-${batchSize}-${fetchers}-${Date.now()}`;
const data = { text: 'x'.repeat(488) }; // 500 bytes as JSON

const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false, max: fetchers });
boss.on('error', error => { console.error(error); process.exit(1); });
await boss.start();
await boss.createQueue(name);

async function load(count) {
  for (let from = 0; from < count; from += 1000) {
    const size = Math.min(1000, count - from);
    await boss.insert(name, Array.from({ length: size }, () => ({ data })));
  }
}

async function fetchAll() {
  for (;;) {
    const found = await boss.fetch(name, { batchSize });
    if (!found || found.length === 0) return;
    await boss.complete(name, found.map(job => job.id));
  }
}

async function work() {
  const began = process.hrtime.bigint();
  await Promise.all(Array.from({ length: fetchers }, fetchAll));
  return Number(process.hrtime.bigint() - began) / 1e9;
}

await load(500);
await work(); // the compiler of the language has its turn first, as ours has
await load(jobs);
const seconds = await work();
console.log(JSON.stringify({ jobs, seconds }));
process.exit(0);
