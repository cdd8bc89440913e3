// Programs that run at the same time and print one after the other.
import { expect, it } from 'vitest';
import { inTurn, type Turn } from '../../scripts/in-turn.mts';

const start = () => {
	const lines: string[] = [];
	const [first, second, third] = inTurn(3, (line) => lines.push(line)) as [Turn, Turn, Turn];
	return { lines, first, second, third };
};

it('shows the lines of the first program as they come', () => {
	const { lines, first } = start();
	first.print('one');
	expect(lines).toEqual(['one']);
});

it('holds the lines of the next program until the one before it has ended, then shows them as they come', () => {
	const { lines, first, second } = start();
	second.print('held');
	first.print('one');
	expect(lines).toEqual(['one']);
	first.end();
	second.print('at once');
	expect(lines).toEqual(['one', 'held', 'at once']);
});

it('shows a program in one piece that has ended before its turn', () => {
	const { lines, first, second, third } = start();
	third.print('third');
	third.end();
	second.print('second');
	second.end();
	first.print('first');
	expect(lines).toEqual(['first']);
	first.end();
	expect(lines).toEqual(['first', 'second', 'third']);
});

it('shows everything when all have ended, in whatever order', () => {
	const { lines, first, second, third } = start();
	for (const turn of [third, second, first]) turn.print('a line');
	for (const turn of [first, second, third, first]) turn.end();
	expect(lines).toHaveLength(3);
});
