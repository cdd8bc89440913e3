// Comments cite docs/concur; its README says how. What is cited has to be there, so that nobody looks for it in vain.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const facts = 'docs/concur';
const folders = ['nodes', 'credentials', 'simulator', 'test', 'scripts', 'docs', 'examples'];
const isText = (path: string) => /\.(?:[cm]?[jt]s|json|md|ya?ml)$/.test(path);

/** What can be cited: the numbers of questions, those of sections, and headings of the list of attributes. */
interface Targets {
	'open-questions': string[];
	'api-facts': string[];
	'attributes.md': string[];
}

const page = (name: string) => readFileSync(join(root, facts, name), 'utf8');
const all = (text: string, pattern: RegExp) =>
	[...text.matchAll(pattern)].flatMap(([, found]) => found ?? []);

const targets: Targets = {
	'open-questions': all(page('open-questions.md'), /^### (\d+)\. /gm),
	'api-facts': all(page('api-facts.md'), /^##+ (\d+(?:\.\d+)?)\.? /gm),
	'attributes.md': all(page('attributes.md'), /^##+ (.+)$/gm),
};

/** Links to pages and paths of these pages are no citations. */
const link = /\[[^\]]*\]\([^)]*\.md(?:#[\w-]*)?\)|[\w./-]*concur\/[\w-]+\.md(?:#[\w-]*)?/g;
const mention = /\b(?:open(?:-|[\s*/]+)questions|api(?:-|[\s*/]+)facts|attributes\.md)\b/gi;
const number = /\d+(?:\.\d+)?(?:-\d+)?/.source;
const numbers = new RegExp(`^ (${number}(?:(?:, | and )${number})*)`);
const goesOn = /^(?:,| and)\n[\s*/]*\d/;

interface Broken {
	line: number;
	citation: string;
	problem: 'names no target' | 'is not written as the others' | 'breaks the line' | 'is not there';
}

/** Finds the citations in a text that lead nowhere. Pure. */
function brokenCitations(text: string, there: Targets): Broken[] {
	const bare = text.replace(link, (found) => found.replace(/[^\n]/g, ' '));
	return [...bare.matchAll(mention)].flatMap(({ 0: word, index }): Broken[] => {
		const line = bare.slice(0, index).split('\n').length;
		const rest = bare.slice(index + word.length);
		const [citation = ''] = rest.split('\n');
		const broken = (problem: Broken['problem'], about = citation) => [
			{ line, citation: `${word}${about}`.replace(/\s+/g, ' ').trim(), problem },
		];
		// At the start of a sentence it has a capital.
		const source = word.toLowerCase() as keyof Targets;
		if (source === 'attributes.md') {
			if (!rest.startsWith(', ')) return broken('names no target', '');
			const name = citation.slice(2);
			const isThere = there[source].some(
				(heading) => name.startsWith(heading) && !/^\w/.test(name.slice(heading.length)),
			);
			return isThere ? [] : broken('is not there');
		}
		if (!(source in there)) return broken('is not written as the others');
		const [cited, list] = numbers.exec(citation) ?? [];
		if (cited === undefined || list === undefined) return broken('names no target', '');
		if (goesOn.test(rest.slice(cited.length))) return broken('breaks the line');
		return numbersIn(list)
			.filter((one) => !there[source].includes(one))
			.flatMap((one) => broken('is not there', ` ${one}`));
	});
}

/** "7-9, 11" as 7, 8, 9, 11. */
function numbersIn(list: string): string[] {
	return list.split(/, | and /).flatMap((part) => {
		const [first = '', last] = part.split('-');
		if (last === undefined) return [first];
		const length = Math.max(Number(last) - Number(first), 0) + 1;
		return Array.from({ length }, (_, index) => String(Number(first) + index));
	});
}

describe('brokenCitations', () => {
	const there: Targets = {
		'open-questions': ['1', '2', '3'],
		'api-facts': ['2', '2.3'],
		'attributes.md': ['Core user', 'phoneNumbers'],
	};

	it.each([
		'(open-questions 1)',
		'// Open-questions 3.',
		'open-questions 1-3; api-facts 2.3',
		'open-questions 1, 2',
		'api-facts 2 and 2.3',
		'(attributes.md, phoneNumbers)',
		'attributes.md, Core user: an id',
		'[Open questions](../docs/concur/open-questions.md#a), [the attributes](attributes.md)',
		'see docs/concur/api-facts.md for more',
		'nodes/shared/schema/data/attributes.json',
	])('takes %j', (text) => {
		expect(brokenCitations(text, there)).toEqual([]);
	});

	it.each<[string, Broken['problem']]>([
		['open-questions 4', 'is not there'],
		['open-questions 2-4', 'is not there'],
		['open-questions 1, 4', 'is not there'],
		['api-facts 2.4', 'is not there'],
		['attributes.md, phone', 'is not there'],
		['attributes.md, phoneNumbersOfAll', 'is not there'],
		['attributes.md: a list', 'names no target'],
		['the rows of open-questions', 'names no target'],
		['open-questions\n * 1', 'names no target'],
		['open-questions 1,\n * 2', 'breaks the line'],
		['open questions 1', 'is not written as the others'],
		['open\n * questions 1', 'is not written as the others'],
		['api facts 2', 'is not written as the others'],
		['attributes.md,\n// phoneNumbers', 'names no target'],
	])('finds %j', (text, problem) => {
		expect(brokenCitations(text, there).map((broken) => broken.problem)).toEqual([problem]);
	});

	it('names the line', () => {
		const broken = brokenCitations('one\ntwo open-questions 4', there);
		expect(broken).toMatchObject([{ line: 2, citation: 'open-questions 4' }]);
	});
});

describe('docs/concur', () => {
	it('numbers its questions without a gap', () => {
		const expected = targets['open-questions'].map((_, index) => String(index + 1));
		expect(targets['open-questions']).toEqual(expected);
	});

	it('has every heading once', () => {
		for (const headings of Object.values<string[]>({ ...targets })) {
			expect(headings).toEqual([...new Set(headings)]);
		}
	});
});

it('every citation leads to a place in docs/concur', () => {
	const own = 'test/citations.test.mts';
	const pages = readdirSync(root).filter((name) => name.endsWith('.md'));
	const files = [...pages, ...folders.flatMap(filesBelow)];
	const broken = files
		.filter((file) => isText(file) && file !== own && existsSync(join(root, file)))
		.flatMap((file) =>
			brokenCitations(readFileSync(join(root, file), 'utf8'), targets)
				// The pages themselves may speak of the others.
				.filter(({ problem }) => !file.startsWith(facts) || problem === 'is not there')
				.map(({ line, citation, problem }) => `${file}:${line} ${citation}: ${problem}`),
		);
	expect(broken).toEqual([]);
});

function filesBelow(folder: string): string[] {
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => join(folder, name))
		.filter((file) => !/(?:^|\/)(?:node_modules|dist)\//.test(file));
}
