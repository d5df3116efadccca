package main

var sweeps = []Row{}
