// Go's own checksum-database packages as a peer: they read what we wrote, and write what we must read.
//
//	peer < question.json > answer.json
package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Notes   []noteQuestion
	Sign    []signQuestion
	Entries [][]byte
	Tiles   map[string][]byte // path → bytes, as our log serves them
	Sizes   []int64
}

type noteQuestion struct {
	Note      []byte
	Keys      []string
	Witnesses []string
}

type signQuestion struct {
	Text string
	Key  string
}

type noteAnswer struct {
	Text     string
	Verified []string
	Unknown  int
	Problem  string
}

type treeAnswer struct {
	Size        int64
	Root        []byte
	TilesRoot   []byte // computed from our tiles alone
	Inclusion   []tlog.Hash
	Consistency []tlog.Hash
	Problem     string
}

type answer struct {
	Notes  []noteAnswer
	Signed [][]byte
	Trees  []treeAnswer
	Tiles  map[string][]byte // what Go stores for the largest size
}

// A cosignature as a note.Verifier: eight bytes of time, and a message with the time in front of the text.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }
func (w witness) Verify(text, sig []byte) bool {
	if len(sig) != 72 {
		return false
	}
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), text)
	return ed25519.Verify(w.key, []byte(message), sig[8:])
}

func newWitness(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("vkey")
	}
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		return nil, errors.New("witness key")
	}
	return witness{parts[0], uint32(hash), ed25519.PublicKey(key[1:])}, nil
}

func open(q noteQuestion) noteAnswer {
	var known []note.Verifier
	for _, text := range q.Keys {
		verifier, err := note.NewVerifier(text)
		if err != nil {
			return noteAnswer{Problem: err.Error()}
		}
		known = append(known, verifier)
	}
	for _, text := range q.Witnesses {
		verifier, err := newWitness(text)
		if err != nil {
			return noteAnswer{Problem: err.Error()}
		}
		known = append(known, verifier)
	}
	opened, err := note.Open(q.Note, note.VerifierList(known...))
	if err != nil {
		return noteAnswer{Problem: err.Error()}
	}
	found := noteAnswer{Text: opened.Text, Unknown: len(opened.UnverifiedSigs)}
	for _, signature := range opened.Sigs {
		found.Verified = append(found.Verified, signature.Name)
	}
	return found
}

func sign(q signQuestion) []byte {
	signer, err := note.NewSigner(q.Key)
	if err != nil {
		panic(err)
	}
	signed, err := note.Sign(&note.Note{Text: q.Text}, signer)
	if err != nil {
		panic(err)
	}
	return signed
}

// Go's paths have the tile's height in them and ours have not; the rest is the same.
func path(tile tlog.Tile) string {
	return "tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")
}

type served map[string][]byte

func (s served) Height() int                              { return 8 }
func (s served) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
func (s served) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range tiles {
		data, ok := s[path(tile)]
		if !ok { // a partial tile that is gone is the front of the full one
			full := tile
			full.W = 256
			data, ok = s[path(full)]
			if !ok || len(data) < 32*tile.W {
				return nil, errors.New("no tile " + path(tile))
			}
			data = data[:32*tile.W]
		}
		found = append(found, data)
	}
	return found, nil
}

func hashes(entries [][]byte) tlog.HashReaderFunc {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			found[i] = stored[index]
		}
		return found, nil
	})
	for n, entry := range entries {
		news, err := tlog.StoredHashes(int64(n), entry, reader)
		if err != nil {
			panic(err)
		}
		stored = append(stored, news...)
	}
	return reader
}

// Root, proofs, and the same read out of our tiles; Go checks each tile against the root before it uses it.
func tree(size int64, theirs tlog.HashReader, tiles served) (found treeAnswer) {
	found.Size = size
	root, err := tlog.TreeHash(size, theirs)
	if err != nil {
		return treeAnswer{Size: size, Problem: err.Error()}
	}
	found.Root = root[:]
	if size == 0 {
		return found
	}
	ours := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, tiles)
	check := func(err error) {
		if err != nil && found.Problem == "" {
			found.Problem = err.Error()
		}
	}
	again, err := tlog.TreeHash(size, ours)
	check(err)
	found.TilesRoot = again[:]
	index, old := size/2, size/2+1
	inclusion, err := tlog.ProveRecord(size, index, ours)
	check(err)
	leaf, err := theirs.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
	check(err)
	check(tlog.CheckRecord(inclusion, size, root, index, leaf[0]))
	consistency, err := tlog.ProveTree(size, old, ours)
	check(err)
	before, err := tlog.TreeHash(old, theirs)
	check(err)
	check(tlog.CheckTree(consistency, size, root, old, before))
	found.Inclusion, found.Consistency = inclusion, consistency
	return found
}

func main() {
	var asked question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		panic(err)
	}
	var said answer
	for _, each := range asked.Notes {
		said.Notes = append(said.Notes, open(each))
	}
	for _, each := range asked.Sign {
		said.Signed = append(said.Signed, sign(each))
	}
	theirs := hashes(asked.Entries)
	for _, size := range asked.Sizes {
		said.Trees = append(said.Trees, tree(size, theirs, served(asked.Tiles)))
	}
	said.Tiles = map[string][]byte{}
	for _, tile := range tlog.NewTiles(8, 0, int64(len(asked.Entries))) {
		data, err := tlog.ReadTileData(tile, theirs)
		if err != nil {
			panic(err)
		}
		said.Tiles[path(tile)] = data
	}
	if err := json.NewEncoder(os.Stdout).Encode(said); err != nil {
		panic(err)
	}
}
