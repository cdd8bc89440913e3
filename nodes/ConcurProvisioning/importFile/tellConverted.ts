import countBy from 'lodash/countBy';
import uniq from 'lodash/uniq';
import type { IExecuteFunctions } from 'n8n-workflow';
import { understoodIn } from '../../shared/run/understood';
import type { ConvertedFile } from './convertFile';
import type { NotSupported } from './records/importRecord';

/** Columns and people that a hint names; nobody reads more. */
const mostNamed = 15;

/** Tells once per run what was left behind and what is odd, because the lists of each person are out of sight. */
export function tellConverted(this: IExecuteFunctions, files: readonly ConvertedFile[]): void {
	const hint = sentencesOf(files);
	if (hint.length > 0) understoodIn(this).columns = { recognized: [], hint, notices: [] };
}

/** What is to be said about files besides their people. Pure. */
function sentencesOf(files: readonly ConvertedFile[]): string[] {
	const notSupported = files.flatMap((file) => [
		...file.notSupported,
		...file.items.flatMap((item) => (item.notSupported ?? []) as unknown as NotSupported[]),
	]);
	const columns = countBy(notSupported, ({ recordType, name }) => `${recordType} ${name}`);
	return [
		...(files.some(({ items }) => items.length === 0) ? ['A file names nobody.'] : []),
		...listed(
			'Columns without a place in SAP Concur (how often)',
			Object.entries(columns).map(([name, count]) => `${name} (${count})`),
		),
		...listed('Employee IDs in several files', repeatedIn(files)),
	];
}

function listed(title: string, all: readonly string[]): string[] {
	if (all.length === 0) return [];
	const more = all.length - mostNamed;
	return [`${title}: ${all.slice(0, mostNamed).join(', ')}${more > 0 ? `, and ${more} more` : ''}`];
}

/** Create or Update takes each person once in a run. */
function repeatedIn(files: readonly ConvertedFile[]): string[] {
	const numbers = files.flatMap(({ items }) =>
		uniq(items.flatMap(({ employeeNumber }) => (employeeNumber ? [String(employeeNumber)] : []))),
	);
	return files.length > 1
		? Object.entries(countBy(numbers)).flatMap(([number, count]) => (count > 1 ? [number] : []))
		: [];
}
