// Writes every row of an SQLite database as a line of JSON: node dumpTables.cjs <database> <file>. Runs in the Node of n8n,
// because an older one cannot read SQLite.
const { appendFileSync, writeFileSync } = require('node:fs');
const { DatabaseSync } = require('node:sqlite');

const [, , database, file] = process.argv;
const tables = new DatabaseSync(database, { readOnly: true });
writeFileSync(file, '');
for (const { name } of tables
	.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
	.all()) {
	for (const row of tables.prepare(`SELECT * FROM "${name}"`).iterate()) {
		appendFileSync(file, `${JSON.stringify([name, row])}\n`);
	}
}
