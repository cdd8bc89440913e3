import type { IExecuteFunctions } from 'n8n-workflow';
import { flatFields } from '../schema/flatFields';
import { isTool } from './nodeError';
import type { ItemResult } from './operation';
import { panelText } from './panelText';

/** What a run has made of the columns and values of its rows, for who picked the sheet. */
export interface Understood {
	/** About the columns of all rows; undefined for a mapping by hand. */
	columns?: UnderstoodColumns;
	/** Whether a column looks like a slip, so that somebody should look. */
	isDoubtful: boolean;
	/** How many values of a field were read as another one, and the first notice; the same for values that were not sent. */
	readings: Map<string, { label: string; count: number; notice: string }>;
}

/** A sentence each for the panel and for `notices`, besides the columns that were recognized. */
export interface UnderstoodColumns {
	/** '"Nachname" → Last name' for each column that has another name than its field. */
	recognized: string[];
	hint: string[];
	notices: string[];
}

/** How a notice begins that names columns which are not sent. */
export const notUsed = 'Not used: ';

const runs = new WeakMap<IExecuteFunctions, Understood>();

/** What this run has understood so far; whoever reads rows adds to it. */
export function understoodIn(run: IExecuteFunctions): Understood {
	const understood = runs.get(run) ?? { isDoubtful: false, readings: new Map() };
	runs.set(run, understood);
	return understood;
}

const reading = ' was read as ';

/** Whether a notice only says how a value was read, which is of no interest where nothing was sent. */
export const isReading = (notice: string) => notice.includes(reading);

/**
 * Counts what the values of one row were read as, or why they were not sent.
 * @param notices '<Label>: "Deutschland" was read as DE', '<Label>: "-" stands for nobody, so nothing is sent'
 */
export function countReadings(run: IExecuteFunctions, notices: string[]): void {
	const { readings } = understoodIn(run);
	for (const notice of notices) {
		const label = labelIn(notice);
		const kind = notice.includes(reading) ? '' : notice.slice(label.length).replace(/"[^"]*"/g, '');
		const key = `${label} ${kind}`;
		const known = readings.get(key) ?? { label, count: 0, notice };
		known.count++;
		readings.set(key, known);
	}
}

const labels = new Set(flatFields.map(({ label }) => label));

/** Labels contain colons, too: "Work address: country". */
function labelIn(notice: string): string {
	let at = notice.indexOf(': ');
	const first = notice.slice(0, Math.max(at, 0));
	for (; at >= 0; at = notice.indexOf(': ', at + 1)) {
		const label = notice.slice(0, at);
		if (labels.has(label)) return label;
		if (at > longestLabel) break;
	}
	return first;
}

const longestLabel = Math.max(...[...labels].map((label) => label.length));

/** Fields whose readings a hint tells, and columns; nobody reads more. */
const mostReadings = 20;
const mostRecognized = 40;

/** 'Expense country: 40 values read, such as "Deutschland" as DE'; the notice itself where there is only one. Pure. */
export function readingSentences({ readings }: Pick<Understood, 'readings'>): string[] {
	const sentences = [...readings.values()].map(({ label, count, notice }) => {
		if (count === 1) return notice;
		if (!notice.includes(reading)) return `${notice} (and ${count - 1} more)`;
		const example = notice.slice(label === '' ? 0 : label.length + 2).replace(reading, ' as ');
		return `${label ? `${label}: ` : ''}${count} values read, such as ${example}`;
	});
	return atMost(mostReadings, sentences, (more) => `and readings of ${more} more fields`);
}

const atMost = (most: number, texts: string[], others: (more: number) => string) =>
	texts.length > most ? [...texts.slice(0, most), others(texts.length - most)] : texts;

/** Tells once per run what was understood: in the panel, and with Map Automatically in the first item's `notices`. */
export function tellUnderstood(this: IExecuteFunctions, results: ItemResult[]): ItemResult[] {
	const understood = understoodIn(this);
	const { columns, isDoubtful } = understood;
	// The only item tells its readings itself.
	const readings = this.getInputData().length === 1 ? [] : readingSentences(understood);
	const pairs = atMost(mostRecognized, columns?.recognized ?? [], (more) => `and ${more} more`);
	const recognized = pairs.length > 0 ? [`Recognized: ${pairs.join(', ')}`] : [];
	// n8n shows the first lines only; what needs no look is the longest.
	const groups = [columns?.hint ?? [], readings, recognized].filter(({ length }) => length > 0);
	if (groups.length > 0 && !isTool.call(this)) {
		this.addExecutionHints?.({
			message: groups.map((group) => group.map(panelText).join('<br>\n')).join('<br>\n<br>\n'),
			type: isDoubtful ? 'warning' : 'info',
			location: 'outputPane',
		});
	}
	if (!columns) return results;
	const drops = this.getNode().onError === 'continueErrorOutput';
	const first = results.find(({ error, json }) => !error || ('outcome' in json && !drops));
	const told = [...recognized, ...columns.notices, ...readings];
	return results.map((result) => (result === first ? withNotices(result, told) : result));
}

function withNotices(result: ItemResult, told: string[]): ItemResult {
	const { notices } = result.json;
	const own = Array.isArray(notices) ? (notices as string[]) : [];
	// The columns of all rows include those of this one.
	const isTold = told.some((notice) => notice.startsWith(notUsed));
	const others = isTold ? own.filter((notice) => !notice.startsWith(notUsed)) : own;
	const all = [...new Set([...told, ...others])];
	return all.length > 0 ? { ...result, json: { ...result.json, notices: all } } : result;
}
