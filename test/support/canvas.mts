// Where n8n's editor draws the nodes and notes of a workflow, without a browser. The numbers are those of its style sheets.
import type { readExample } from '../../scripts/examples.mts';

export type Workflow = Awaited<ReturnType<typeof readExample>>;
type Node = Workflow['nodes'][number];

export interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

export interface Note extends Box {
	/** Where its text ends. */
	textBottom: number;
}

/** What the canvas shows of a workflow. */
export interface Canvas {
	/** Nodes with the name and the subtitle below them. */
	nodes: Box[];
	notes: Note[];
	/** The button with a plus behind each output that leads nowhere. */
	pluses: Box[];
	/** What "Zoom to Fit" makes of it in a window of 1440 x 900, at most 1. */
	zoom: number;
}

// The canvas of such a window, beside the collapsed menu, below the heading, and above the logs; n8n leaves a fifth free.
const window = { width: 1398 / 1.2, height: 797 / 1.2 };

/** Lays a workflow out as the editor does. */
export function canvasOf({ nodes, connections }: Workflow): Canvas {
	const notes = nodes.filter(isNote).map(noteOf);
	const drawn = nodes.filter((node) => !isNote(node));
	const shapes = drawn.map((node) => shapeOf(node, connections as Connections));
	const all = [...notes, ...shapes];
	const width =
		Math.max(...all.map(({ right }) => right)) - Math.min(...all.map((box) => box.left));
	const height = Math.max(...all.map((box) => box.bottom)) - Math.min(...all.map(({ top }) => top));
	return {
		nodes: drawn.map((node, index) => withLabel(shapes[index]!, node, connections as Connections)),
		notes,
		pluses: shapes.flatMap((shape) => plusOf(shape, connections as Connections)),
		zoom: Math.min(1, window.width / width, window.height / height),
	};
}

type Connections = Record<string, Record<string, Array<Array<{ node: string }> | null>>>;

const isNote = ({ type }: Node) => type.endsWith('.stickyNote');
const isSub = ({ name }: Node, connections: Connections) =>
	Object.keys(connections[name] ?? {}).some((type) => type !== 'main');
const hasSubs = ({ name }: Node, connections: Connections) =>
	Object.values(connections).some((byType) =>
		Object.entries(byType).some(
			([type, outputs]) => type !== 'main' && outputs.flat().some((end) => end?.node === name),
		),
	);

/** The editor moves everything to its grid. */
const onGrid = (distance: number) => Math.round(distance / 16) * 16;

function boxAt({ name, position }: Node, width: number, height: number): Box {
	const [left, top] = (position as [number, number]).map(onGrid) as [number, number];
	return { name, left, top, right: left + width, bottom: top + height };
}

/** The square of a node: higher with more than two outputs, wide with nodes below it, round where it hangs below one. */
function shapeOf(node: Node, connections: Connections): Box {
	if (isSub(node, connections)) return boxAt(node, 80, 80);
	const own = node.type.endsWith('.concurProvisioningStatus') ? 4 : 1;
	const outputs = Math.max(own, connections[node.name]?.main?.length ?? 1);
	const height = 96 + Math.max(0, outputs - 2) * 32;
	return boxAt(node, hasSubs(node, connections) ? 256 : 96, height);
}

function plusOf({ name, right, top, bottom }: Box, connections: Connections): Box[] {
	const outputs = connections[name];
	if (outputs && (outputs.main ?? []).every((ends) => ends?.length)) return [];
	const middle = (top + bottom) / 2;
	return [{ name, left: right, top: middle - 12, right: right + 80, bottom: middle + 12 }];
}

function withLabel(shape: Box, node: Node, connections: Connections): Box {
	// There, the name stands inside.
	if (hasSubs(node, connections)) return shape;
	const nameWidth = node.name.length * 8.1;
	const lines = Math.ceil(nameWidth / 192);
	const hasSubtitle = !/\.(manualTrigger|scheduleTrigger|noOp|merge|if)$/.test(node.type);
	const middle = (shape.left + shape.right) / 2;
	const half = Math.max((shape.right - shape.left) / 2, Math.min(192, nameWidth) / 2);
	return {
		...shape,
		left: middle - half,
		right: middle + half,
		bottom: shape.bottom + 8 + lines * 21 + (hasSubtitle ? 18 : 0),
	};
}

function noteOf(node: Node): Note {
	const {
		content,
		width = 240,
		height = 160,
	} = node.parameters as Partial<{
		content: string;
		width: number;
		height: number;
	}>;
	const box = boxAt(node, width, height);
	return { ...box, textBottom: box.top + 8 + textHeight(content ?? '', width - 24) };
}

/** Height of Markdown in n8n's font: 14 pixels, headings 24. */
function textHeight(text: string, width: number): number {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	return lines.reduce((height, line) => {
		if (line.startsWith('## ')) return height + linesOf(line.slice(3), width, 12.4) * 32.4 + 8;
		const entry = /^\s*([-*]|\d+\.) /.exec(line);
		const words = line.slice(entry?.[0].length ?? 0);
		return height + linesOf(words, entry ? width - 20 : width, 6.9) * 18.9 + (entry ? 3.5 : 8);
	}, 0);
}

/** Lines that a paragraph takes, broken between words; a letter of `code` is wider. */
function linesOf(paragraph: string, width: number, letter: number): number {
	const code = /`([^`]+)`/g;
	const spread = paragraph.replace(
		code,
		(_, word: string) => `${word}${'.'.repeat(word.length / 4 + 1)}`,
	);
	let lines = 1;
	let used = 0;
	for (const word of spread.replace(/\*/g, '').split(' ')) {
		const wide = word.length * letter;
		if (used > 0 && used + wide > width) {
			lines += 1;
			used = 0;
		}
		used += wide + letter;
	}
	return lines;
}
