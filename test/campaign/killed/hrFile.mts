// Room killed: the campaign in a real n8n, which is killed while it sends and while it waits, and started again.
// Whoever runs the same file again must get everybody into SAP Concur once, and be told the truth. This file: HR's file.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Person } from '../people.mts';

const columns = ['userName', 'employeeNumber', 'country', 'approver'] as const;

/** Writes a CSV file of these people into the folder; returns its path. */
export async function writeHrFile(folder: string, people: readonly Person[]): Promise<string> {
	const lines = people.map((person) => columns.map((column) => person[column]).join(','));
	const path = join(folder, `${people[0]!.flow}.csv`);
	await writeFile(path, [columns.join(','), ...lines].join('\n'));
	return path;
}
