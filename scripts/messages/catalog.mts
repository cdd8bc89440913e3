// The texts of errors as a reader looks for them: each message once, with all that can be done about it.
import escapeRegExp from 'lodash/escapeRegExp.js';
import groupBy from 'lodash/groupBy.js';
import uniq from 'lodash/uniq.js';
import type { ErrorText } from './errorTexts.mts';
import { unknown } from './texts.mts';

export interface Advice {
	message: string;
	/** What to do; empty where the message itself says it. */
	cures: string[];
	file: string;
}

/** Alternatives that a reader can choose from. */
const mostCures = 3;

/** Puts together what is said of one message, and leaves out what is a special case of another one. Pure. */
export function adviceFrom(texts: ErrorText[]): Advice[] {
	const named = texts
		.map((text) => ({ ...text, cure: plainCure(text.cure) }))
		.filter(
			({ message, cure }) => wordsOf(message) >= (cure === '' && message.endsWith(unknown) ? 4 : 3),
		);
	const whole = Object.values(groupBy(named, ({ message }) => coreOf(message))).map(
		([first, ...others]): Advice => ({
			message: longest([first!.message, ...others.map(({ message }) => message)]),
			cures: shortened([first!, ...others].map(({ cure }) => cure)).slice(0, mostCures),
			file: first!.file,
		}),
	);
	const told = Object.values(groupBy(whole, similarTo)).flatMap(collapsed);
	const byWord = groupBy(told, ({ message }) => wordOf(message));
	return told.filter((one) => {
		const similar = Object.entries(byWord).flatMap(([word, others]) =>
			one.message.includes(word) ? others : [],
		);
		return !similar.some(
			(other) => other !== one && covers(other, one) && !isTwin(other, one, told),
		);
	});
}

/** Messages that begin with the same words and want the same; more of them than this are one. */
const similarTo = ({ message, cures }: Advice) =>
	[...message.split(' ').slice(0, 5), ...cures].join(' ');
const mostSimilar = 6;

function collapsed(similar: Advice[]): Advice[] {
	const [first, ...others] = similar;
	if (!first || similar.length <= mostSimilar) return similar;
	const words = first.message.split(' ');
	const isShared = (index: number) =>
		others.every(({ message }) => message.split(' ')[index] === words[index]);
	const shared = words.slice(
		0,
		words.findIndex((_, index) => !isShared(index)),
	);
	return [{ ...first, message: `${shared.join(' ')} ${unknown}` }];
}

/** Of two that cover each other, the first stays. */
const isTwin = (other: Advice, one: Advice, all: Advice[]) =>
	covers(one, other) && all.indexOf(one) < all.indexOf(other);

/** Whether a message says all that another one says: the same with more in it, or with something before it. */
function covers(general: Advice, special: Advice): boolean {
	const isMessage = patternOf(general).test(coreOf(special.message));
	const known = general.cures.join(' ');
	if (isMessage) return special.cures.every((cure) => known.includes(cure));
	const both = `${coreOf(general.message)}. ${general.cures[0]?.replace(/\.$/, '') ?? ''}`;
	return general.cures.length > 0 && coreOf(special.message).startsWith(both);
}

/** By message, because each is compared with many others. */
const patterns = new Map<string, RegExp>();

/** What is a special case of a message: what fills a gap is a name or a value, because more words say more. */
function patternOf({ message }: Advice): RegExp {
	const known = patterns.get(message);
	if (known) return known;
	const gap = '(?:\\S+(?: \\S+)?)?';
	const own = coreOf(message).split(unknown).map(escapeRegExp).join(gap);
	const before = message.startsWith(unknown) ? '(?:.* )?' : '(?:.*(?:: | because ))?';
	const pattern = new RegExp(`^${before}${own}$`, 'i');
	patterns.set(message, pattern);
	return pattern;
}

/** Without the placeholder of what stands before it, so that both forms are one. */
const coreOf = (message: string) => message.replace(/^…,? /, '').replace(/\.$/, '');

/** The longest word of a message, by which those that can cover each other are found. */
const wordOf = (message: string) =>
	(message.match(/[a-z]+/gi) ?? []).reduce(
		(one, other) => (other.length > one.length ? other : one),
		'',
	);

const longest = (texts: string[]) =>
	texts.reduce((one, other) => (other.length > one.length ? other : one));

/** Without a beginning or an end that only a run knows. */
function plainCure(cure: string): string {
	const plain = cure
		.replace(/\s*\(Correlation ID for SAP Concur support: …\)/, '')
		.replace(/\s*SAP Concur (says: [^.]*|returned status …)\.?$/, '')
		.replace(/^[….]+\s*/, '')
		.replace(/(?<=\w{3}[.)])\s*(Then )?…\.?$/, '')
		.trim();
	if (wordsOf(plain) === 0) return '';
	return /[.)!?…]$/.test(plain) ? plain : `${plain}.`;
}

/** Each once; one that begins like a shorter one says the same and more about a special case. */
function shortened(cures: string[]): string[] {
	const all = uniq(cures.filter((cure) => cure !== ''));
	return all.filter(
		(cure) => !all.some((other) => other !== cure && cure.startsWith(other.replace(/\.$/, ''))),
	);
}

/** How many words of its own a text has: with three, it is enough to be found by. */
const wordsOf = (text: string) => text.replaceAll(unknown, '').match(/[A-Za-z]{2,}/g)?.length ?? 0;
