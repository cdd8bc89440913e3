// `gulp build` makes dist/, which is all that the published package contains.
const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, series, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });

// tsc writes the node descriptions (*.node.json) and output schemas (__schema__) itself; it does not see pictures.
const copy = () =>
	src('{icons,nodes,credentials}/**/*.{svg,png}', { base: '.', encoding: false }).pipe(
		dest('dist'),
	);

exports.clean = clean;
exports.build = series(clean, compile, copy);
exports.default = exports.build;
