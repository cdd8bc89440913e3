/** Returns all texts in a value, one a line: names, values, and what an error keeps besides, such as its stack and its cause. */
export function textsIn(value: unknown): string {
	const texts: string[] = [];
	const seen = new Set<object>();
	const left: unknown[] = [value];
	while (left.length > 0) {
		const one = left.pop();
		if (typeof one === 'string') texts.push(one);
		if (typeof one !== 'object' || one === null || seen.has(one)) continue;
		seen.add(one);
		if (one instanceof Uint8Array) texts.push(Buffer.from(one).toString('latin1'));
		else if (one instanceof Map || one instanceof Set) left.push(...[...one].flat());
		else if (Array.isArray(one)) for (const each of one) left.push(each);
		else {
			for (const [name, each] of propertiesOf(one)) {
				texts.push(name);
				left.push(each);
			}
		}
	}
	return texts.join('\n');
}

/** Those of an error are not all enumerable. */
const propertiesOf = (value: object): Array<[string, unknown]> =>
	value instanceof Error
		? Object.getOwnPropertyNames(value).map((name) => [name, value[name as keyof Error]])
		: Object.entries(value);
