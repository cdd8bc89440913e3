// What several programs print while they run at the same time: one after the other, each in one piece.

export interface Turn {
	print(line: string): void;
	/** The program has ended: what the next one has printed by now appears, and from now on each of its lines at once. */
	end(): void;
}

/**
 * @param count number of programs; the first one's lines appear as they come
 * @returns for each program where its lines go
 */
export function inTurn(count: number, show: (line: string) => void): Turn[] {
	const held: string[][] = Array.from({ length: count }, () => []);
	const ended = new Set<number>();
	let shown = 0;
	const showHeld = () => held[shown]?.splice(0).forEach((line) => show(line));
	return held.map((lines, index) => ({
		print: (line) => {
			lines.push(line);
			if (index === shown) showHeld();
		},
		end: () => {
			ended.add(index);
			while (ended.has(shown)) {
				showHeld();
				shown += 1;
			}
			showHeld();
		},
	}));
}
