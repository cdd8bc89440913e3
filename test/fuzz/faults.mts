// What must never happen, whatever comes: the program's own errors, lost results, endless texts, and slow answers.
import type { RunResult } from '../support/executeNode.mts';
import { chanceOf, type Chance } from './mutate.mts';
import { factor, countOf, seed, type Kind } from './counts.mts';

/** Errors of the program itself, by their name or in V8's words. */
const programError =
	/\b(Type|Range|Reference|Syntax)Error\b|Cannot (read|set|convert|destructure|create|use|access|assign)|is not (a function|iterable|defined|a constructor)|not iterable|Maximum call stack|Invalid (array|string|time|URL)\b|circular structure|Converting circular|Reduce of empty|undefined is not|URI malformed|out of memory|must be of type|\[object Object\]/; // prettier-ignore

const longestSentence = 5000;
/** Real time of the processor, for one input. */
const longestMs = 500;

/** Collects the faults of one kind, each with its smallest input, so that one run shows all of them. */
export class Faults {
	private readonly found = new Map<string, { times: number; smallest: string }>();
	private slowestMs = 0;
	private tried = 0;

	constructor(private readonly kind: Kind) {}

	add(fault: string, input: string): void {
		// The same with another number or value is the same.
		const what = fault.replace(/ \[item \d+\]/g, '').replace(/\d{3,}/g, 'n');
		const known = this.found.get(what);
		const smallest = known && known.smallest.length <= input.length ? known.smallest : input;
		this.found.set(what, { times: (known?.times ?? 0) + 1, smallest });
	}

	/** Tries as many inputs as the table says, and looks at what each of them takes and leaves. */
	async tryAll(attempt: (chance: Chance, index: number) => Promise<string>): Promise<void> {
		for (let index = 0; index < countOf(this.kind); index++) {
			const before = process.cpuUsage();
			const input = await attempt(chanceOf(seed * 1_000_003 + index), index);
			const { user, system } = process.cpuUsage(before);
			const ms = (user + system) / 1000;
			this.tried++;
			this.slowestMs = Math.max(this.slowestMs, ms);
			if (ms > longestMs) this.add(`takes ${Math.round(ms / 100) / 10} s`, input);
			if ('polluted' in {}) {
				this.add('reaches the prototype of all objects', input);
				delete (Object.prototype as { polluted?: unknown }).polluted;
			}
		}
	}

	/** Looks at sentences that somebody reads. */
	readable(texts: Array<string | null | undefined>, input: string): void {
		for (const text of texts) {
			const [internal] = programError.exec(text ?? '') ?? [];
			if (internal) this.add(`says "${around(text!, internal)}"`, input);
			if ((text ?? '').length > longestSentence) this.add(`says ${text!.length} letters`, input);
		}
	}

	/** Looks at all that a run of a node put out: its items, and the error that ended it. */
	run({ error, outputs }: Pick<RunResult, 'error' | 'outputs'>, input: string): void {
		if (error) {
			const { message, description } = error;
			this.readable([message, description], input);
			if (!/^Node(Api|Operation)Error$/.test(error.name)) this.add(`ends with a ${error.name}: ${message}`, input); // prettier-ignore
		}
		for (const { json } of outputs.flat()) {
			try {
				JSON.stringify(json);
			} catch (caught) {
				this.add(`puts out what is no JSON: ${(caught as Error).message}`, input);
				continue;
			}
			// What SAP Concur says of itself can be as long as it likes.
			if (!('schemas' in json)) this.readable(sentencesIn(json), input);
		}
	}

	/** All of them as sentences; none when all is well. */
	report(): string[] {
		if (factor > 1 || process.env.FUZZ_SEED) {
			console.info(
				`${this.kind}: seed ${seed}, ${this.tried} tried, ${this.found.size} kinds of faults, slowest ${Math.round(this.slowestMs)} ms`,
			);
		}
		return [...this.found].map(
			([what, { times, smallest }]) => `${times} x ${what}: ${smallest.slice(0, 600)}`,
		);
	}
}

function around(text: string, found: string): string {
	const at = text.indexOf(found);
	return text.slice(Math.max(0, at - 60), at + found.length + 60);
}

/** Keys below which items carry sentences of this package. */
const said = new Set(['error', 'message', 'why', 'hint', 'description', 'fetchError']); // prettier-ignore

/** Parts of an event as SAP Concur sent them. */
const passedThrough = new Set(['facts', 'raw']);

/** The sentences in an item; data of SAP Concur that passes through is none. */
function sentencesIn(value: unknown, isSaid = false, depth = 0): string[] {
	if (typeof value === 'string') return isSaid ? [value] : [];
	if (typeof value !== 'object' || value === null || depth > 8) return [];
	if (Array.isArray(value)) return value.flatMap((one) => sentencesIn(one, isSaid, depth + 1));
	return Object.entries(value).flatMap(([key, child]) =>
		passedThrough.has(key) ? [] : sentencesIn(child, said.has(key), depth + 1),
	);
}

/** The items of the results that came from one input item, with the output that each left by. */
export function itemsOf({ outputs }: Pick<RunResult, 'outputs'>, item: number) {
	return outputs.flatMap((output, index) =>
		output
			.filter(({ pairedItem }) => (pairedItem as { item: number }).item === item)
			.map(({ json }) => ({ output: index, json })),
	);
}
